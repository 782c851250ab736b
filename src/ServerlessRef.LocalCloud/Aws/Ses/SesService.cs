using System.Text.Json.Nodes;
using ServerlessRef.LocalCloud.Aws.Iam;
using ServerlessRef.LocalCloud.Functions;
using ServerlessRef.LocalCloud.Mailbox;
using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Aws.Ses;

/// <summary>SES, version 2 of its API: sending mail, all of which ends in the mailbox. Every address counts as verified.</summary>
internal sealed class SesService(Cloud cloud, Mailbox.Mailbox mailbox, TimeProvider time) : IAwsService
{
    private const string Action = "ses:SendEmail";

    private const string SendPath = "/v2/email/outbound-emails";

    // The tag our own mails carry; nobody else's is looked at.
    private const string CorrelationTag = "about";

    public ServiceCall Read(AwsRequest request)
    {
        if (!HttpMethods.IsPost(request.Http.Method) || request.Http.Path != SendPath)
        {
            throw new AwsError("BadRequestException", 400, $"The local cloud does not emulate {request.Http.Method} {request.Http.Path} of SES. It serves POST {SendPath} (SendEmail); configuration sets come from the stack.");
        }

        var call = SendEmailCall.Read(request.Body);
        var context = request.Context.With("ses:FromAddress", call.From);
        return new ServiceCall(
            Action,
            [
                new IamCheck(Action, $"arn:aws:ses:{cloud.Region}:{cloud.AccountId}:identity/{call.From}", context),
                .. call.ConfigurationSetName is { } name ? (IamCheck[])[new IamCheck(Action, $"arn:aws:ses:{cloud.Region}:{cloud.AccountId}:configuration-set/{name}", context)] : [],
            ],
            () => Task.FromResult(Send(call)));
    }

    public AwsResponse Write(AwsError error) => SesWire.Error(error);

    public AwsError UnknownAccessKey() => new("UnrecognizedClientException", 403, "The security token included in the request is invalid.");

    public AwsError Denied(Denial denial) => new("AccessDeniedException", 403, denial.Message);

    private AwsResponse Send(SendEmailCall call)
    {
        if (call.ConfigurationSetName is { } name)
        {
            var set = cloud.ConfigurationSets.FirstOrDefault(set => set.Name == name) ?? throw new AwsError("NotFoundException", 404, $"Configuration set <{name}> does not exist.");
            if (!set.SendingEnabled)
            {
                throw new AwsError("SendingPausedException", 400, $"Email sending is disabled for configuration set <{name}>.");
            }
        }

        foreach (var to in call.To)
        {
            mailbox.Add(new MailboxEntry(Number: 0, time.GetUtcNow(), "mail", call.From, to, call.Subject, call.Text, call.Tags.GetValueOrDefault(CorrelationTag)));
        }

        return SesWire.Ok(new JsonObject { ["MessageId"] = InvocationIds.RequestId() });
    }
}
