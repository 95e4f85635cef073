package io.reco.examples;

import io.reco.core.io.DatasetFormat;
import io.reco.core.io.DatasetFormats;
import java.util.Iterator;

/** The names of the formats, for help texts and completion. */
final class FormatNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return DatasetFormats.all().stream().map(DatasetFormat::name).iterator();
    }
}
