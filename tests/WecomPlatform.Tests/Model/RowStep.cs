namespace WecomPlatform.Tests.Model;

/// <summary>What may happen to a credential's row.</summary>
internal enum RowStep
{
    TimePasses,
    Take,
    TakeOfAnOldReader,
    Write,
    WriteTheSame,
    GiveBack,
    Fail,
    Push,
    Forget,
    LoseTheLastCommit,
    ClockFallsBack,
}
