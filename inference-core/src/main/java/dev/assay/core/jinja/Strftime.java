package dev.assay.core.jinja;

import dev.assay.core.jinja.value.PythonError;
import java.time.LocalDateTime;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.WeekFields;
import java.util.Locale;

/** Python's strftime in the locale C, of a time without a zone. */
final class Strftime {
  private Strftime() {}

  static String format(String format, LocalDateTime time) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      if (c != '%' || i + 1 == format.length()) {
        out.append(c);
        continue;
      }
      char code = format.charAt(++i);
      boolean unpadded = code == '-' && i + 1 < format.length();
      String field = field(unpadded ? format.charAt(++i) : code, time);
      out.append(unpadded ? field.replaceFirst("^0+(?=.)", "") : field);
    }
    return out.toString();
  }

  private static String field(char code, LocalDateTime time) {
    return switch (code) {
      case 'Y' -> Integer.toString(time.getYear());
      case 'y' -> padded(time.getYear() % 100, 2);
      case 'C' -> padded(time.getYear() / 100, 2);
      case 'm' -> padded(time.getMonthValue(), 2);
      case 'd' -> padded(time.getDayOfMonth(), 2);
      case 'e' -> String.format("%2d", time.getDayOfMonth());
      case 'B' -> time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case 'b', 'h' ->
          time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH).substring(0, 3);
      case 'A' -> time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case 'a' ->
          time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH).substring(0, 3);
      case 'H' -> padded(time.getHour(), 2);
      case 'I' -> padded(time.get(ChronoField.CLOCK_HOUR_OF_AMPM), 2);
      case 'M' -> padded(time.getMinute(), 2);
      case 'S' -> padded(time.getSecond(), 2);
      case 'f' -> padded(time.getNano() / 1000, 6);
      case 'p' -> time.getHour() < 12 ? "AM" : "PM";
      case 'j' -> padded(time.getDayOfYear(), 3);
      case 'u' -> Integer.toString(time.getDayOfWeek().getValue());
      case 'w' -> Integer.toString(time.getDayOfWeek().getValue() % 7);
      case 'U' -> padded((time.getDayOfYear() + 6 - time.getDayOfWeek().getValue() % 7) / 7, 2);
      case 'W' -> padded((time.getDayOfYear() + 7 - time.getDayOfWeek().getValue()) / 7, 2);
      case 'V' -> padded(time.get(WeekFields.ISO.weekOfWeekBasedYear()), 2);
      case 'G' -> Integer.toString(time.get(IsoFields.WEEK_BASED_YEAR));
      case 'F' -> format("%Y-%m-%d", time);
      case 'T', 'X' -> format("%H:%M:%S", time);
      case 'R' -> format("%H:%M", time);
      case 'D', 'x' -> format("%m/%d/%y", time);
      case 'r' -> format("%I:%M:%S %p", time);
      case 'c' -> format("%a %b %e %H:%M:%S %Y", time);
      case 'n' -> "\n";
      case 't' -> "\t";
      case 'z', 'Z' -> "";
      case '%' -> "%";
      default -> throw new PythonError("ValueError: strftime knows no %" + code);
    };
  }

  private static String padded(int value, int width) {
    return String.format("%0" + width + "d", value);
  }
}
