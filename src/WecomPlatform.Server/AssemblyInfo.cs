using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("WecomPlatform.Tests")]
[assembly: InternalsVisibleTo("WecomPlatform.Bench")]
