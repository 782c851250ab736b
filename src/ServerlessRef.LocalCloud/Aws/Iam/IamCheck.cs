namespace ServerlessRef.LocalCloud.Aws.Iam;

/// <summary>One permission a call needs.</summary>
/// <param name="Action">For example <c>dynamodb:PutItem</c>.</param>
/// <param name="Resource">ARN, or <c>*</c> for actions without a resource.</param>
/// <param name="Context">Condition keys of this call.</param>
internal sealed record IamCheck(string Action, string Resource, RequestContext Context);

/// <param name="Message">In AWS's words; services differ in how they spell action and resource.</param>
/// <param name="Reason">For people who look for the missing line: the action and resource no statement allows, or the statement that denies.</param>
internal sealed record Denial(string Action, string Resource, string Message, string Reason);
