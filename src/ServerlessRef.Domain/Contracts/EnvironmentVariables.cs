namespace ServerlessRef.Domain.Contracts;

/// <summary>Names of the environment variables the stack sets and the functions read.</summary>
public static class EnvironmentVariables
{
    /// <summary>Name of the DynamoDB table. Read by every function.</summary>
    public const string TableName = "TABLE_NAME";

    /// <summary>URL of the job queue. Read by Api and Sweeper.</summary>
    public const string JobQueueUrl = "JOB_QUEUE_URL";

    /// <summary>URL of the FIFO queue of waitlist entries. Read by Api, which without it has no waitlist, and by Sweeper.</summary>
    public const string WaitlistQueueUrl = "WAITLIST_QUEUE_URL";

    /// <summary>Name of the bucket for job results and unreadable dead letters. Read by Api, Worker and DeadLetter.</summary>
    public const string ResultsBucket = "RESULTS_BUCKET";

    /// <summary>Name of the bucket originals of covers are posted to. Read by Api, which without it offers no upload, and by Thumbnail.</summary>
    public const string UploadBucket = "UPLOAD_BUCKET";

    /// <summary>Name of the bucket pictures of covers are served from. Read by Thumbnail.</summary>
    public const string MediaBucket = "MEDIA_BUCKET";

    /// <summary>Days after its event that personal data is kept. Read by Api.</summary>
    public const string PersonalDataDays = "PERSONAL_DATA_DAYS";

    /// <summary>Seats up to which an event has one pool. Read by Api.</summary>
    public const string SeatsPerPool = "SEATS_PER_POOL";

    /// <summary>Seconds a worker may hold a job before another may take it; less than the queue's visibility timeout. Read by Worker, Waitlist and Notify (a notice, whose next delivery comes a minute later).</summary>
    public const string LeaseSeconds = "LEASE_SECONDS";

    /// <summary>Mail address tickets and offers are sent from, an identity verified in SES. Read by Worker and Promotion, which without it send no mail.</summary>
    public const string MailFrom = "MAIL_FROM";

    /// <summary>Name of the SES configuration set mails are sent through. Read by Worker and Promotion, where they send mail.</summary>
    public const string MailConfigurationSet = "MAIL_CONFIGURATION_SET";

    /// <summary>Address of the page, for links in mails. Read by Worker, where it sends mail.</summary>
    public const string SiteUrl = "SITE_URL";

    /// <summary>Seconds an offered seat is kept for whom it is offered to. Read by Promotion.</summary>
    public const string OfferSeconds = "OFFER_SECONDS";

    /// <summary>ARN of the state machine that offers seats. Read by Api, which without it takes no answers to offers.</summary>
    public const string PromotionWorkflow = "PROMOTION_WORKFLOW";

    /// <summary>ARN of the topic people are told through. Read by Notify.</summary>
    public const string NoticeTopicArn = "NOTICE_TOPIC_ARN";
}
