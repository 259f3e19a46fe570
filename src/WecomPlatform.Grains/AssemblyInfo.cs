using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("WecomPlatform.Grains.Tests")]
