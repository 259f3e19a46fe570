using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("WecomPlatform.Tests")]
