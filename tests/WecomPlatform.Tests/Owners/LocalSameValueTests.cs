namespace WecomPlatform.Tests.Owners;

public sealed class LocalSameValueTests(OwnersDatabase database) : SameValueContract(database, new LocalEngine());
