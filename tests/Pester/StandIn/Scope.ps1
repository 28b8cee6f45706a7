# The scopes of a test file, in the session of the user: this script's own is what `script:` means in the file.
# A block's set-up is dot-sourced into the block's scope, in which its children run; a test has a scope of its own,
# shared by its BeforeEach and AfterEach. Nothing here may leave a variable behind that a test could see,
# so all there is hangs on one private one. A `break` in a test ends the `do` around it and leaves Completed unset.
param(${private:______standIn})

# Discovery: the body of a Describe or Context, with the data of its -ForEach.
${private:______standIn}.Discover = {
    param(${private:______block})
    if (${private:______block}.HasItem) { $_ = ${private:______block}.Item }
    foreach (${private:______name} in ${private:______block}.Data.Keys) {
        $ExecutionContext.SessionState.PSVariable.Set(${private:______name}, ${private:______block}.Data[${private:______name}])
    }
    do { $null = & ${private:______block}.Body; ${private:______block}.Discovered = $true } until ($true)
}

${private:______standIn}.RunBlock = {
    param(${private:______block})
    if (${private:______block}.HasItem) { $_ = ${private:______block}.Item }
    foreach (${private:______name} in ${private:______block}.Data.Keys) {
        $ExecutionContext.SessionState.PSVariable.Set(${private:______name}, ${private:______block}.Data[${private:______name}])
    }
    do {
        try {
            ${private:______block}.FullName = & ([scriptblock]::Create(${private:______block}.Expand))
            if (${private:______block}.BeforeAll) { $null = . ${private:______block}.BeforeAll }
            ${private:______block}.IsSetUp = $true
        }
        catch { ${private:______block}.Error = $_ }
    } until ($true)
    & ${private:______block}.RunChildren ${private:______block}
    do {
        try {
            if (${private:______block}.AfterAll) { $null = . ${private:______block}.AfterAll }
            ${private:______block}.IsTornDown = $true
        }
        catch { ${private:______block}.TearDownError = $_ }
    } until ($true)
}

${private:______standIn}.RunTest = {
    param(${private:______test})
    if (${private:______test}.HasItem) { $_ = ${private:______test}.Item }
    foreach (${private:______name} in ${private:______test}.Data.Keys) {
        $ExecutionContext.SessionState.PSVariable.Set(${private:______name}, ${private:______test}.Data[${private:______name}])
    }
    do {
        try {
            foreach (${private:______step} in ${private:______test}.BeforeEach) { $null = . ${private:______step} }
            ${private:______test}.FullName = & ([scriptblock]::Create(${private:______test}.Expand))
            $null = . ${private:______test}.Body
            ${private:______test}.Completed = $true
        }
        catch { ${private:______test}.Error = $_ }
    } until ($true)
    foreach (${private:______step} in ${private:______test}.AfterEach) {
        do {
            ${private:______test}.IsTornDown = $false
            try { $null = . ${private:______step}; ${private:______test}.IsTornDown = $true }
            catch { ${private:______test}.TearDownError = $_ }
        } until ($true)
        if (-not ${private:______test}.IsTornDown) { break }
    }
}

& ${private:______standIn}.Start ${private:______standIn}
