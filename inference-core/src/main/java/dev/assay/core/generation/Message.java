package dev.assay.core.generation;

import dev.assay.core.error.AssayException;
import java.util.Locale;

/**
 * What somebody said in a conversation.
 *
 * @param content as it was said
 */
public record Message(Role role, String content) {
  /** Who speaks. */
  public enum Role {
    SYSTEM,
    USER,
    ASSISTANT;

    /** The name as conversations write it: {@code system}, {@code user} or {@code assistant}. */
    String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The role of a name as conversations write it; {@code model} is the assistant's other name.
     *
     * @throws AssayException of kind REQUEST for any other
     */
    public static Role named(String name) {
      if ("model".equals(name)) {
        return ASSISTANT;
      }
      for (Role role : values()) {
        if (role.label().equals(name)) {
          return role;
        }
      }
      throw AssayException.request(
          "invalid_messages",
          "a message has the role '" + name + "'",
          "a role is system, user or assistant",
          "rename it, or leave the message out");
    }
  }
}
