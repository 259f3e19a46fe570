namespace WecomPlatform.Tests.Owners;

public sealed class LocalFailureTests(OwnersDatabase database) : FailureContract(database, new LocalEngine());
