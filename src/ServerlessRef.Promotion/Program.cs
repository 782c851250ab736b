// The project's own name as a namespace would hide the domain's type Promotion.
using ServerlessRef.PromotionTasks;

await PromotionFunction.RunAsync();
