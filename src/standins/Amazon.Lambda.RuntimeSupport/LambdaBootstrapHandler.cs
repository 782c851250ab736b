namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Handles one invocation.</summary>
public delegate Task<InvocationResponse> LambdaBootstrapHandler(InvocationRequest invocation);

/// <summary>Runs once, in the INIT phase, before the first invocation is asked for; false ends the process without one.</summary>
public delegate Task<bool> LambdaBootstrapInitializer();
