using WecomPlatform.Cli.Hosting;

namespace WecomPlatform.Cli.Doctor;

/// <summary><c>wecom doctor</c>.</summary>
internal static class DoctorCommand
{
    public static CliCommand Create() => new CliCommand("doctor", "Find out why a page gets no signature.");
}
