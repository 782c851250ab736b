using ServerlessRef.Promotion;

await PromotionFunction.RunAsync();
