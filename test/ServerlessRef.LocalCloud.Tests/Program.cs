using ServerlessRef.LocalCloud.Tests.Functions;

return args is ["fleet-host", var codeDirectory] ? await FleetHost.RunAsync(codeDirectory) : 0;
