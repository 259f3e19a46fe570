namespace WecomPlatform.SystemTests.Signatures;

/// <summary>A body whose length its sender does not know, so that it goes out in chunks.</summary>
internal sealed class UnknownLengthStream(byte[] content) : MemoryStream(content)
{
    public override bool CanSeek => false;
}
