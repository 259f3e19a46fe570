namespace WecomPlatform.Tests.Owners;

public sealed class LocalChainTests(OwnersDatabase database) : ChainContract(database, new LocalEngine());
