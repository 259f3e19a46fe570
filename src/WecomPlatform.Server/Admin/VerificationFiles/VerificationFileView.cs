using WecomPlatform.Postgres.Login;

namespace WecomPlatform.Server.Admin.VerificationFiles;

/// <summary>A file that WeCom's console looks for.</summary>
internal sealed record VerificationFileView(string Host, string Name, string Content)
{
    public static VerificationFileView Of(VerificationFile file) => new(file.Host, file.Name, file.Content);
}
