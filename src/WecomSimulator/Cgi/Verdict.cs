using WecomSimulator.Faults;

namespace WecomSimulator.Cgi;

/// <summary>What was decided on a call: its answer (none: a fault ate it), when to give it, and the slot it holds until then.</summary>
internal sealed record Verdict(CgiCall Call, CgiAnswer? Answer, bool OmitErrcode, TimeSpan Delay, Fault? Fault, string? Slot);
