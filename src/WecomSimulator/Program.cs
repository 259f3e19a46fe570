using WecomSimulator;

// The table of contents is in SimulatorHost: tests start the same thing in their own process.
await SimulatorHost.Build(args).RunAsync();
