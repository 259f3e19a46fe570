namespace WecomPlatform.Credentials.Owners;

/// <summary>The database was not asked: it did not answer a moment ago, and somebody else looks whether it is back.</summary>
public sealed class StoreAwayException() : Exception("The database did not answer a moment ago.");
