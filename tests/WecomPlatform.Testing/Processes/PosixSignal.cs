namespace WecomPlatform.Testing.Processes;

/// <summary>The signals that tests send, by their Linux numbers.</summary>
public enum PosixSignal
{
    Interrupt = 2,
    Quit = 3,
    Kill = 9,
    Terminate = 15,
    Continue = 18,
    Stop = 19,
}
