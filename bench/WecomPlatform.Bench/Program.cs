using BenchmarkDotNet.Running;
using WecomPlatform.Bench;

BenchmarkSwitcher.FromAssembly(typeof(BenchConfig).Assembly).Run(args, new BenchConfig());
