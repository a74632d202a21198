package io.sparkhessian.job.yaml;

import io.sparkhessian.Failure;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.ScannerException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Parser of YAML: one document, no tags, no anchors, no duplicate keys, bounded in size. */
public final class YamlReader {
  private static final int LONGEST = 1 << 20;
  public static final int DEEPEST = 16;
  private static final int LONGEST_PROBLEM = 200;

  private final String source;
  private final Function<Mark, String> places;
  private final ScalarResolver resolver = new CoreSchema().getScalarResolver();
  private Iterator<Event> events;

  private YamlReader(String source, Function<Mark, String> places) {
    this.source = source;
    this.places = places;
  }

  /**
   * Parses the text of a file, with positions {@code file:line:column}; empty for an empty file.
   */
  public static Optional<YamlNode> file(String file, String text) {
    Function<Mark, String> places =
        mark -> "%s:%d:%d".formatted(file, mark.getLine() + 1, mark.getColumn() + 1);
    return new YamlReader(file, places).document(text, "");
  }

  /** Parses the value that a {@code --set} gives to a path; the setting is the position. */
  public static Optional<YamlNode> value(String setting, String text, String path) {
    return new YamlReader(setting, mark -> setting).document(text, path);
  }

  private Optional<YamlNode> document(String text, String path) {
    if (text.length() > LONGEST) {
      throw Failure.input(source + ": larger than 1 MiB, the limit for job files; name a job file");
    }
    String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
    try {
      events = new Parse(LoadSettings.builder().build()).parseString(plain).iterator();
      events.next();
      if (events.next().getEventId() == Event.ID.StreamEnd) {
        return Optional.empty();
      }
      YamlNode root = node(events.next(), path, 0);
      events.next();
      Event end = events.next();
      if (end.getEventId() != Event.ID.StreamEnd) {
        throw Failure.input(place(end) + ": a second document starts here; keep only one");
      }
      return Optional.of(root);
    } catch (MarkedYamlEngineException e) {
      throw notYaml(
          unterminatedStart(e).or(e::getProblemMark).map(places).orElse(source), e.getProblem(), e);
    } catch (ReaderException e) {
      String problem = "the character U+%04X at position %d must be escaped";
      throw notYaml(source, problem.formatted(e.getCodePoint(), e.getPosition() + 1), e);
    } catch (YamlEngineException e) {
      throw notYaml(source, e.getMessage(), e);
    }
  }

  /** Returns the start of a key or quoted text whose end is missing, if on an earlier line. */
  private static Optional<Mark> unterminatedStart(MarkedYamlEngineException e) {
    return e instanceof ScannerException
        ? e.getContextMark()
            .filter(
                start ->
                    e.getProblemMark().filter(end -> end.getLine() > start.getLine()).isPresent())
        : Optional.empty();
  }

  private static Failure notYaml(String place, String problem, YamlEngineException cause) {
    return Failure.input(
        place + ": not valid YAML: " + MessageText.line(problem, LONGEST_PROBLEM), cause);
  }

  public static Failure tooDeep(String place) {
    return Failure.input(place + ": nested deeper than " + DEEPEST + " levels");
  }

  private YamlNode node(Event event, String path, int depth) {
    String place = place(event);
    if (depth > DEEPEST) {
      throw tooDeep(place);
    }
    refuseAnchorsAndTags(event);
    return switch (event.getEventId()) {
      case MappingStart -> section(place, path, depth);
      case SequenceStart -> list(place, path, depth);
      default -> scalar(place, path, (ScalarEvent) event);
    };
  }

  private void refuseAnchorsAndTags(Event event) {
    if (event.getEventId() == Event.ID.Alias || ((NodeEvent) event).getAnchor().isPresent()) {
      throw Failure.input(
          place(event) + ": anchors and aliases (& and *) are not supported; write the value out");
    }
    Optional<String> tag =
        event instanceof ScalarEvent scalar
            ? scalar.getTag()
            : ((CollectionStartEvent) event).getTag();
    if (tag.isPresent()) {
      throw Failure.input(
          place(event)
              + ": the tag "
              + MessageText.quoted(tag.get())
              + " is not supported; remove it");
    }
  }

  private YamlSection section(String place, String path, int depth) {
    Map<String, YamlSection.Entry> entries = new LinkedHashMap<>();
    for (Event e = events.next(); e.getEventId() != Event.ID.MappingEnd; e = events.next()) {
      String keyPlace = place(e);
      refuseAnchorsAndTags(e);
      if (!(e instanceof ScalarEvent scalar)) {
        throw Failure.input(keyPlace + ": a key must be plain text");
      }
      String key = scalar.getValue();
      String keyPath = path.isEmpty() ? key : path + "." + key;
      if (entries.containsKey(key)) {
        throw Failure.input(
            "%s: duplicate key %s, first at %s; remove one"
                .formatted(keyPlace, MessageText.quoted(keyPath), entries.get(key).place()));
      }
      entries.put(key, new YamlSection.Entry(keyPlace, node(events.next(), keyPath, depth + 1)));
    }
    return new YamlSection(place, path, entries);
  }

  private YamlList list(String place, String path, int depth) {
    List<YamlNode> items = new ArrayList<>();
    for (Event e = events.next(); e.getEventId() != Event.ID.SequenceEnd; e = events.next()) {
      items.add(node(e, path + "[" + items.size() + "]", depth + 1));
    }
    return new YamlList(place, path, items);
  }

  private YamlNode scalar(String place, String path, ScalarEvent event) {
    String text = event.getValue();
    Tag tag = event.isPlain() ? resolver.resolve(text, true) : Tag.STR;
    Object value = text;
    if (tag.equals(Tag.NULL)) {
      return new YamlNull(place, path);
    } else if (tag.equals(Tag.BOOL)) {
      value = Boolean.parseBoolean(text);
    } else if (tag.equals(Tag.INT)) {
      value = whole(text);
    } else if (tag.equals(Tag.FLOAT)) {
      value = real(text);
    }
    return new YamlScalar(place, path, value, text);
  }

  /** Returns a Long, or the nearest Double if the number is out of range. */
  private static Object whole(String text) {
    BigInteger number =
        text.startsWith("0x")
            ? new BigInteger(text.substring(2), 16)
            : text.startsWith("0o") ? new BigInteger(text.substring(2), 8) : new BigInteger(text);
    if (number.bitLength() < Long.SIZE) {
      return number.longValue();
    }
    return number.doubleValue();
  }

  private static double real(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case ".inf", "+.inf" -> Double.POSITIVE_INFINITY;
      case "-.inf" -> Double.NEGATIVE_INFINITY;
      case ".nan" -> Double.NaN;
      default -> Double.parseDouble(text);
    };
  }

  private String place(Event event) {
    return event.getStartMark().map(places).orElse(source);
  }
}
