package io.reco.examples;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A value that is more than a number or a name; what is refused is wrong usage that names the option. */
abstract class ParsedArgument<T> implements ITypeConverter<T> {
    /**
     * What a text means.
     *
     * @throws IllegalArgumentException if it means nothing; the message says why and what is accepted
     */
    abstract T parse(String text);

    @Override
    public final T convert(String value) {
        try {
            return parse(value);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
