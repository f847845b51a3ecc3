package dev.assay.eval.yaml;

/** A text that is no YAML, or that holds more than data. */
public final class YamlException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Place place;

  public YamlException(Place place, String problem) {
    super(place + ": " + problem);
    this.place = place;
  }

  public Place place() {
    return place;
  }
}
