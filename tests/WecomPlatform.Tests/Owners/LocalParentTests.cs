namespace WecomPlatform.Tests.Owners;

public sealed class LocalParentTests(OwnersDatabase database) : ParentContract(database, new LocalEngine());
