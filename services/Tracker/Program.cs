using Tracker.Commands;

return await TrackerCommandLine.InvokeAsync(args);
