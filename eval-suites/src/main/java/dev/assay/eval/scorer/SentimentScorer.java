package dev.assay.eval.scorer;

/** VADER's compound sentiment, from −1 to 1: {@code sentiment_vader}. */
final class SentimentScorer implements TextScorer {
  @Override
  public String metric() {
    return "sentiment_vader";
  }

  @Override
  public boolean higherIsBetter() {
    return true;
  }

  @Override
  public double score(String text) {
    return Sentiment.of(text).compound();
  }
}
