using Amazon.CDK;
using Constructs;
using ServerlessRef.Infrastructure.Acceptances;
using ServerlessRef.Infrastructure.Functions;
using ServerlessRef.Infrastructure.Gateway;
using ServerlessRef.Infrastructure.Images;
using ServerlessRef.Infrastructure.Jobs;
using ServerlessRef.Infrastructure.Mail;
using ServerlessRef.Infrastructure.Monitoring;
using ServerlessRef.Infrastructure.Notifications;
using ServerlessRef.Infrastructure.Organisers;
using ServerlessRef.Infrastructure.Privileges;
using ServerlessRef.Infrastructure.Settings;
using ServerlessRef.Infrastructure.Site;
using ServerlessRef.Infrastructure.Storage;
using ServerlessRef.Infrastructure.Waitlist;
using Environment = Amazon.CDK.Environment;

namespace ServerlessRef.Infrastructure.Stacks;

/// <summary>The service, in the region of its choice.</summary>
internal sealed class ServiceStack : Stack
{
    private readonly ServiceStackProps _props;

    private readonly StageTraits _stage;

    public ServiceStack(Construct scope, string id, ServiceStackProps props)
        : base(scope, id, new StackProps
        {
            Description = "ServerlessRef: site, API, functions, table and queue",
            Env = new Environment { Region = props.Settings.Region },
            CrossRegionReferences = true,
            TerminationProtection = StageTraits.Of(props.Settings.Stage).Protected,
        })
    {
        _props = props;
        _stage = StageTraits.Of(props.Settings.Stage);

        var table = new ServiceTable(this, "Data", new ServiceTableProps { Stage = _stage });
        var results = new ResultsBucket(this, "Results", new ResultsBucketProps { Stage = _stage, PersonalDataDays = props.Settings.PersonalDataDays });
        var jobs = new JobQueue(this, "Jobs", new JobQueueProps { Stage = _stage });
        var organisers = CreateOrganisers();

        var wiring = Wiring(table, results, jobs);
        var api = new ApiFunction(this, "Api", wiring);
        var worker = new WorkerFunction(this, "Worker", wiring);
        var sweeper = new SweeperFunction(this, "Sweeper", wiring);
        var deadLetter = new DeadLetterFunction(this, "DeadLetter", wiring);
        new FunctionSchedule(this, "SweeperSchedule", new FunctionScheduleProps { Stage = _stage, Function = sweeper, Purpose = "Starts the sweeper", Minutes = 1, Input = "{}" });

        var originKey = new OriginKey(this, "OriginKey", new OriginKeyProps { PasswordLength = 40 });
        var gateway = CreateGateway(api, organisers, originKey);
        var site = new SiteBucket(this, "SiteFiles", new SiteBucketProps { Stage = _stage });
        var distribution = CreateDistribution(site, gateway, originKey, organisers);
        CreateRecords(distribution);
        var login = new LoginClient(this, "Login", new LoginClientProps { Organisers = organisers, SiteUrl = distribution.Url });
        CreateContent(site, organisers, login);

        var alerts = new AlertTopic(this, "Alerts", new AlertTopicProps { Email = props.Settings.AlarmEmail });
        CreateAlarms(alerts, gateway, jobs, api, worker, sweeper, deadLetter);
        CreateCovers(table, api, gateway, distribution, alerts);
        var notifications = CreateNotifications(table, gateway, alerts);
        var mail = CreateTicketMail(table, worker, distribution, alerts);
        if (props.Settings.Parts.Waitlist)
        {
            CreateWaitlist(table, api, sweeper, deadLetter, gateway, alerts);
            CreatePromotions(table, jobs, notifications, api, gateway, mail, alerts);
        }

        CreateOutputs(table, results, jobs, organisers, gateway, distribution, login);
        HelperRoles.ExplainInService(this, emptiesBuckets: !_stage.Protected, readsFromEdge: Region != props.Edge.Region);

        HelperAcceptances.AcceptEmptyingOfBuckets(this);
        if (props.Edge.Region != Region)
        {
            HelperAcceptances.AcceptImports(this);
        }
    }

    private ServiceFunctionProps Wiring(ServiceTable table, ResultsBucket results, JobQueue jobs) => new()
    {
        Assets = _props.Assets,
        Stage = _stage,
        Table = table,
        Results = results,
        Jobs = jobs,
        PersonalDataDays = _props.Settings.PersonalDataDays,
        SeatsPerPool = _props.Settings.SeatsPerPool,
    };

    private OrganiserPool CreateOrganisers() => new(this, "Organisers", new OrganiserPoolProps
    {
        Stage = _stage,
        RequireMfa = _props.Settings.RequireMfa,
        PasswordLength = _props.Settings.PasswordLength,
    });

    private ServiceApi CreateGateway(ApiFunction function, OrganiserPool organisers, OriginKey originKey) => new(this, "Gateway", new ServiceApiProps
    {
        Stage = _stage,
        Function = function,
        Organisers = organisers.Pool,
        OriginKey = originKey,
    });

    private SiteDistribution CreateDistribution(SiteBucket site, ServiceApi gateway, OriginKey originKey, OrganiserPool organisers) => new(this, "Site", new SiteDistributionProps
    {
        Stage = _stage,
        Site = site.Bucket,
        Api = gateway.Api,
        OriginKey = originKey,
        LoginDomain = organisers.LoginDomain,
        WebAclArn = _props.Edge.WebAclArn,
        AccessLogs = _props.Edge.AccessLogs,
        DomainName = _props.Settings.DomainName,
        Certificate = _props.Edge.Certificate,
    });

    private void CreateRecords(SiteDistribution distribution)
    {
        if (_props.Settings is { DomainName: { } domain, HostedZoneId: { } zone })
        {
            new SiteRecords(this, "Records", new SiteRecordsProps { Distribution = distribution.Distribution, DomainName = domain, HostedZoneId = zone });
        }
    }

    private void CreateContent(SiteBucket site, OrganiserPool organisers, LoginClient login) => new SiteContent(this, "SiteContent", new SiteContentProps
    {
        Stage = _stage,
        Site = site.Bucket,
        Directory = _props.SiteDirectory,
        Organisers = organisers,
        Login = login,
        Parts = _props.Settings.Parts,
    });

    private void CreateAlarms(AlertTopic alerts, ServiceApi gateway, JobQueue jobs, ApiFunction api, WorkerFunction worker, SweeperFunction sweeper, DeadLetterFunction deadLetter) => new ServiceAlarms(this, "Alarms", new ServiceAlarmsProps
    {
        Topic = alerts.Topic,
        Api = gateway.Api,
        Jobs = jobs,
        ApiFunction = api,
        Worker = worker,
        Sweeper = sweeper,
        DeadLetter = deadLetter,
    });

    private void CreateCovers(ServiceTable table, ApiFunction api, ServiceApi gateway, SiteDistribution distribution, AlertTopic alerts)
    {
        if (_props.Settings.Parts.Covers)
        {
            new CoverImages(this, "Covers", new CoverImagesProps { Assets = _props.Assets, Stage = _stage, Table = table, Api = api, Gateway = gateway, Site = distribution, Alerts = alerts.Topic });
        }
    }

    private EventNotifications? CreateNotifications(ServiceTable table, ServiceApi gateway, AlertTopic alerts) => !_props.Settings.Parts.Notifications ? null : new EventNotifications(this, "Notifications", new EventNotificationsProps
    {
        Assets = _props.Assets,
        Stage = _stage,
        Table = table,
        Gateway = gateway,
        Alerts = alerts.Topic,
        Mails = _props.Settings.NotificationMails,
        Phones = _props.Settings.NotificationPhones,
    });

    private void CreateWaitlist(ServiceTable table, ApiFunction api, SweeperFunction sweeper, DeadLetterFunction deadLetter, ServiceApi gateway, AlertTopic alerts) => new EventWaitlist(this, "Line", new EventWaitlistProps
    {
        Assets = _props.Assets,
        Stage = _stage,
        Table = table,
        Api = api,
        Sweeper = sweeper,
        DeadLetter = deadLetter,
        Gateway = gateway,
        Alerts = alerts.Topic,
    });

    private TicketMail? CreateTicketMail(ServiceTable table, WorkerFunction worker, SiteDistribution distribution, AlertTopic alerts)
    {
        var from = _props.Settings.MailFrom;
        Output("TicketsMailedFrom", from ?? "nobody: the setting mailFrom is empty", "Who attendees get their tickets and offers from by mail");
        return from is null
            ? null
            : new TicketMail(this, "TicketMail", new TicketMailProps { From = from, SiteUrl = distribution.Url, Worker = worker, Table = table, Alerts = alerts.Topic });
    }

    private void CreatePromotions(ServiceTable table, JobQueue jobs, EventNotifications? notifications, ApiFunction api, ServiceApi gateway, TicketMail? mail, AlertTopic alerts) => new PromotionWorkflow(this, "Promotions", new PromotionWorkflowProps
    {
        Assets = _props.Assets,
        Stage = _stage,
        Table = table,
        Jobs = jobs,
        Bus = notifications?.Bus ?? throw new InvalidOperationException("The waitlist needs the bus of notifications, which are left out; DeploymentSettings.Read refuses that."),
        Api = api,
        Gateway = gateway,
        Alerts = alerts.Topic,
        Mail = mail,
        OfferMinutes = _props.Settings.OfferMinutes,
    });

    private void CreateOutputs(
        ServiceTable table,
        ResultsBucket results,
        JobQueue jobs,
        OrganiserPool organisers,
        ServiceApi gateway,
        SiteDistribution distribution,
        LoginClient login)
    {
        Output("SiteUrl", distribution.Url, "The page");
        Output("ApiUrl", gateway.Api.Url, "The REST API; answers 403 to everyone but CloudFront");
        Output("UserPoolId", organisers.Pool.UserPoolId, "Where organisers are added");
        Output("UserPoolClientId", login.Client.UserPoolClientId, "The page as a client of the user pool");
        Output("LoginDomain", organisers.LoginDomain, "Host name of managed login");
        Output("TableName", table.Table.TableName, "Events, registrations and jobs");
        Output("JobQueueName", jobs.Queue.QueueName, "Jobs to do");
        Output("DeadLetterQueueName", jobs.DeadLetters.QueueName, "Jobs given up");
        Output("ResultsBucketName", results.Bucket.BucketName, "Results of jobs");
    }

    private void Output(string id, string value, string description) =>
        new CfnOutput(this, id, new CfnOutputProps { Value = value, Description = description });
}
