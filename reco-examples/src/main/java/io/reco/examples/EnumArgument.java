package io.reco.examples;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Constants of an enum of the libraries, written in lower case with hyphens. */
abstract class EnumArgument<E extends Enum<E>> implements ITypeConverter<E>, Iterable<String> {
    private final Class<E> type;

    EnumArgument(Class<E> type) {
        this.type = type;
    }

    /** How a constant is written. */
    static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** How all constants are written. */
    static List<String> labels(Enum<?>[] constants) {
        return Arrays.stream(constants).map(EnumArgument::label).toList();
    }

    @Override
    public E convert(String value) {
        for (E constant : type.getEnumConstants()) {
            if (label(constant).equalsIgnoreCase(value) || constant.name().equalsIgnoreCase(value)) {
                return constant;
            }
        }
        throw new TypeConversionException(
                "'" + value + "' is not one of " + String.join(", ", labels(type.getEnumConstants())));
    }

    @Override
    public Iterator<String> iterator() {
        return labels(type.getEnumConstants()).iterator();
    }
}
