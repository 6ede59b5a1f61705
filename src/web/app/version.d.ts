/** Version of the package, put in place when the app is built. */
declare const __APP_VERSION__: string;
