package dev.assay.core.jinja.value;

/** Something that can be called. */
@FunctionalInterface
public interface Callable {
  Object call(Arguments arguments);
}
