package dev.assay.core.family;

/**
 * A soft cap c·tanh(x/c).
 *
 * @param key of config.json, where null switches the cap off; empty where the family has none,
 *     whatever the file says
 * @param otherwise c where the key is absent; 0 for no cap
 */
public record SoftCapRule(String key, double otherwise) {
  static final SoftCapRule NONE = new SoftCapRule("", 0);
}
