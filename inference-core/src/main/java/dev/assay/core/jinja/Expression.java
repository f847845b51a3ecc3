package dev.assay.core.jinja;

/** A parsed expression. */
@FunctionalInterface
interface Expression {
  /**
   * @throws dev.assay.core.jinja.value.PythonError as Python would
   */
  Object value(Scope scope);
}
