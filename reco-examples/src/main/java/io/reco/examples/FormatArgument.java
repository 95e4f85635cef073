package io.reco.examples;

import io.reco.core.io.DatasetFormat;
import io.reco.core.io.DatasetFormats;
import java.util.Iterator;

/** A format of data sets, by name. */
final class FormatArgument extends ParsedArgument<DatasetFormat> implements Iterable<String> {
    @Override
    DatasetFormat parse(String text) {
        return DatasetFormats.byName(text);
    }

    @Override
    public Iterator<String> iterator() {
        return DatasetFormats.all().stream().map(DatasetFormat::name).iterator();
    }
}
