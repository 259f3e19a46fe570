using WecomSimulator.Calls;

namespace WecomSimulator.Cgi;

/// <summary>One path of /cgi-bin.</summary>
internal interface ICgiApi
{
    string Path { get; }

    /// <summary>Whose call it is, before any rule: limits and faults go by corp, and the refused are counted, too.</summary>
    CallerId Identify(World world, CgiCall call) => Callers.ByToken(world, call);

    /// <summary>Answers at once; called with the world locked.</summary>
    CgiAnswer Answer(World world, CgiCall call);
}
