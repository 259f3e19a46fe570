namespace WecomPlatform.Cli.Doctor;

/// <summary>Spans of time for people.</summary>
internal static class Spans
{
    public static string Say(TimeSpan span) =>
        span.TotalSeconds < 120 ? $"{(int)span.TotalSeconds} s"
        : span.TotalMinutes < 120 ? $"{(int)span.TotalMinutes} min"
        : span.TotalHours < 48 ? $"{(int)span.TotalHours} h"
        : $"{(int)span.TotalDays} days";
}
