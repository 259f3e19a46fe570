namespace WecomPlatform.Tests.Owners;

public sealed class LocalLeaseTests(OwnersDatabase database) : LeaseContract(database, new LocalEngine());
