using WecomPlatform.Testing.Postgres;

namespace WecomPlatform.SystemTests.Support;

/// <summary>A test that needs a small file system of its own; skipped, with the reason, where none can be mounted.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute() => Skip = SmallDisk.Obstacle;
}
