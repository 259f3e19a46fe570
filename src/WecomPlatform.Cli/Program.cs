using WecomPlatform.Cli;
using WecomPlatform.Cli.Hosting;

return await WecomCli.RunAsync(args, new CliHost());
