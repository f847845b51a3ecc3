package dev.assay.eval.preference.agreement;

/** A table's count, and the shares of its rows and columns. */
record Margins(double n, double[] rows, double[] columns) {

  static Margins of(double[][] cells) {
    double n = 0;
    double[] rows = new double[cells.length];
    double[] columns = new double[cells.length];
    for (int i = 0; i < cells.length; i++) {
      for (int j = 0; j < cells.length; j++) {
        n += cells[i][j];
        rows[i] += cells[i][j];
        columns[j] += cells[i][j];
      }
    }
    for (int i = 0; i < cells.length; i++) {
      rows[i] /= n;
      columns[i] /= n;
    }
    return new Margins(n, rows, columns);
  }

  /** Both raters gave one label, the same, to all: they could not but agree. */
  boolean leaveNothingToChance() {
    for (int i = 0; i < rows.length; i++) {
      if (rows[i] == 1 && columns[i] == 1) {
        return true;
      }
    }
    return false;
  }
}
