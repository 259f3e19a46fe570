namespace WecomPlatform.Tests.Owners;

public sealed class LocalSharedFetchTests(OwnersDatabase database) : SharedFetchContract(database, new LocalEngine());
