namespace ServerlessRef.LocalCloud.StepFunctions;

internal enum ExecutionStatus
{
    Running,
    Succeeded,
    Failed,
    TimedOut,
}
