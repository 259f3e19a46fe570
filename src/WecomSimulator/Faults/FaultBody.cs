using WecomSimulator.Control;

namespace WecomSimulator.Faults;

/// <summary>A fault to make.</summary>
/// <param name="Path">The path it strikes; a <c>*</c> at the end stands for the rest.</param>
/// <param name="Errcode">Answered in place of the true answer.</param>
/// <param name="HttpStatus">The HTTP status: with errcode that of the error's answer, alone that of a gateway's page.</param>
/// <param name="DelayMs">Waited before the answer; alone, the answer is the true one.</param>
/// <param name="Drop">Close the connection without an answer.</param>
/// <param name="Count">How many calls it strikes; until cleared when absent.</param>
/// <param name="CorpId">Only calls of this corp.</param>
/// <param name="SuiteId">Only calls of this suite.</param>
internal sealed record FaultBody(
    string Path,
    int? Errcode = null,
    int? HttpStatus = null,
    int? DelayMs = null,
    bool Drop = false,
    int? Count = null,
    string? CorpId = null,
    string? SuiteId = null
)
{
    private const int MaxDelayMs = 600_000;

    public void Check()
    {
        if (!Path.StartsWith('/') || Path.IndexOf('*') is var star && star >= 0 && star != Path.Length - 1)
        {
            throw SimProblem.BadBody("path begins with '/' and has a '*' at its end at most");
        }

        if (Errcode is null && HttpStatus is null && DelayMs is null && !Drop)
        {
            throw SimProblem.BadBody("a fault needs errcode, httpStatus, delayMs or drop");
        }

        if (Errcode == 0 || HttpStatus is < 200 or > 599 || DelayMs is < 0 or > MaxDelayMs || Count < 1)
        {
            throw SimProblem.BadBody("errcode not 0, httpStatus 200 to 599, delayMs 0 to 600000, count at least 1");
        }
    }
}
