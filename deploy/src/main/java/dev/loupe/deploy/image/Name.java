package dev.loupe.deploy.image;

import java.util.Locale;

/** The images that there are, as the command line names them. */
enum Name {
    PROXY,
    SHOP_ADAPTER,
    MES_ADAPTER,
    CRM_ADAPTER,
    DEMO;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
