using BenchmarkDotNet.Running;
using WecomPlatform.Bench;

if (args is ["memory"])
{
    await MemoryCommand.RunAsync();
    await RegistryMemory.RunAsync();
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(BenchConfig).Assembly).Run(args, new BenchConfig());
