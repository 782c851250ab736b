using System.Globalization;
using System.Text.Json.Nodes;

namespace ServerlessRef.Shared;

/// <summary>The pipeline's times made short, their order kept (timeout &lt; lease &lt; visibility), so that a redelivery takes seconds and not minutes.</summary>
public static class ShortTimes
{
    /// <param name="timeoutSeconds">Of every function that works on messages or events; 5 or more, as a message is begun only with 3 s left.</param>
    public static AssemblyCopy WithTimes(this AssemblyCopy assembly, int timeoutSeconds)
    {
        foreach (var function in new[] { "/Worker/", "/DeadLetter/", "/Line/Waitlist/", "/Covers/Thumbnail/", "/Notifications/Notify/" })
        {
            assembly.Edit("AWS::Lambda::Function", path => path.Contains(function, StringComparison.Ordinal), properties => properties["Timeout"] = timeoutSeconds);
        }

        foreach (var (function, queue) in new[] { ("/Worker/", "/Jobs/"), ("/Line/Waitlist/", "/Line/Entries/") })
        {
            assembly
                .Edit("AWS::Lambda::Function", path => path.Contains(function, StringComparison.Ordinal), properties => Variables(properties)["LEASE_SECONDS"] = (timeoutSeconds + 1).ToString(CultureInfo.InvariantCulture))
                .Edit("AWS::SQS::Queue", path => path.Contains(queue, StringComparison.Ordinal), properties => properties["VisibilityTimeout"] = timeoutSeconds + 2);
        }

        return assembly
            .Edit("AWS::Lambda::Function", path => path.Contains("/Notifications/Notify/", StringComparison.Ordinal), properties => Variables(properties)["LEASE_SECONDS"] = (timeoutSeconds + 1).ToString(CultureInfo.InvariantCulture))
            .Edit("AWS::SQS::Queue", path => path.Contains("/Covers/Uploads/Queue/", StringComparison.Ordinal), properties => properties["VisibilityTimeout"] = timeoutSeconds + 2);
    }

    /// <summary>How long an offer to somebody who waits stands.</summary>
    public static AssemblyCopy WithOffers(this AssemblyCopy assembly, int seconds) => assembly.Edit(
        "AWS::Lambda::Function",
        path => path.Contains("/Promotions/Promotion/", StringComparison.Ordinal),
        properties => Variables(properties)["OFFER_SECONDS"] = seconds.ToString(CultureInfo.InvariantCulture));

    private static JsonObject Variables(JsonObject function) => function["Environment"]!["Variables"]!.AsObject();
}
