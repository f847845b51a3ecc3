package dev.assay.core.jinja.value;

/**
 * What a template may do with values.
 *
 * @param strict what is undefined fails wherever it is used
 * @param sandboxed values cannot be changed by their methods (ImmutableSandboxedEnvironment)
 */
public record Access(boolean strict, boolean sandboxed) {
  public Undefined undefined(String hint) {
    return new Undefined(hint, strict);
  }
}
