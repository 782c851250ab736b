using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.SES;
using Constructs;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Infrastructure.Acceptances;
using ServerlessRef.Infrastructure.Functions;

namespace ServerlessRef.Infrastructure.Mail;

/// <summary>
/// Tickets by mail, through SES. It adds all of itself to the worker, so a stack without it is a stack that sends no mail (docs/adr/0038). The
/// sender's identity is not its own: whoever verified it once keeps it when a stack goes.
/// </summary>
internal sealed class TicketMail : Construct
{
    private readonly TicketMailProps _props;

    private readonly ConfigurationSet _set;

    public TicketMail(Construct scope, string id, TicketMailProps props)
        : base(scope, id)
    {
        _props = props;
        _set = CreateSet();
        // The job that mails a ticket is accepted with the ticket's end.
        props.Table.GrantJobs(props.Worker.Role, "PutItem");
        SendFrom(props.Worker);
        props.Worker.Function.AddEnvironment(EnvironmentVariables.SiteUrl, props.SiteUrl);
        new MailAlarms(this, "Alarms", new MailAlarmsProps { Alerts = props.Alerts, ConfigurationSetName = _set.ConfigurationSetName });
    }

    /// <summary>Lets a function send mails of this sender, and tells it how.</summary>
    public void SendFrom(NativeFunction function)
    {
        function.Function.AddEnvironment(EnvironmentVariables.MailFrom, _props.From);
        function.Function.AddEnvironment(EnvironmentVariables.MailConfigurationSet, _set.ConfigurationSetName);
        GrantSend(function.Role);
    }

    private ConfigurationSet CreateSet() => new(this, "Set", new ConfigurationSetProps
    {
        // A mail carries a name and a ticket: rather not delivered than read on its way.
        TlsPolicy = ConfigurationSetTlsPolicy.REQUIRE,
        ReputationMetrics = true,
        SuppressionReasons = SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });

    /// <summary>
    /// SES asks about the identity it verified, the address or its domain, and in its sandbox about the receiver's as well
    /// (https://docs.aws.amazon.com/ses/latest/dg/control-user-access.html): the sender's address is what is held fast.
    /// </summary>
    private void GrantSend(Role role)
    {
        Grant.AddToPrincipal(new GrantOnPrincipalOptions
        {
            Grantee = role,
            Actions = ["ses:SendEmail"],
            ResourceArns = [ArnOf("identity", "*")],
            Conditions = new Dictionary<string, IDictionary<string, object>>
            {
                ["StringEquals"] = new Dictionary<string, object> { ["ses:FromAddress"] = _props.From },
            },
        });
        Grant.AddToPrincipal(new GrantOnPrincipalOptions { Grantee = role, Actions = ["ses:SendEmail"], ResourceArns = [ArnOf("configuration-set", _set.ConfigurationSetName)] });
        role.Node.FindChild("DefaultPolicy").Accept(
            "Which identity SES asks about depends on what was verified and on its sandbox; the condition allows one sender's address",
            $"AwsSolutions-IAM5[Resource::arn:aws:ses:{Stack.Of(this).Region}:<AWS::AccountId>:identity/*]");
    }

    private string ArnOf(string resource, string name) => Stack.Of(this).FormatArn(new ArnComponents { Service = "ses", Resource = resource, ResourceName = name });
}
