package io.sparkhessian.cli;

import io.sparkhessian.registry.Registry;
import java.lang.reflect.Constructor;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Creates the commands, passing the registry to constructors that take one. */
record CommandFactory(Registry registry) implements IFactory {
  @Override
  public <K> K create(Class<K> type) throws Exception {
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      Class<?>[] parameters = constructor.getParameterTypes();
      if (parameters.length == 1 && parameters[0] == Registry.class) {
        return type.cast(constructor.newInstance(registry));
      }
    }
    return CommandLine.defaultFactory().create(type);
  }
}
