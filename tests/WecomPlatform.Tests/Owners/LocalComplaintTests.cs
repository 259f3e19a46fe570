namespace WecomPlatform.Tests.Owners;

public sealed class LocalComplaintTests(OwnersDatabase database) : ComplaintContract(database, new LocalEngine());
